export { HomeWidget, HomeWidgetContent } from './HomeWidget';
