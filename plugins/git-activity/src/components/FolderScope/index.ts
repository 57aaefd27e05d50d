export { FolderScope } from './FolderScope';
export { Folders } from './Folders';
