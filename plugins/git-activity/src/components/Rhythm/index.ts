export { RhythmSection } from './RhythmSection';
