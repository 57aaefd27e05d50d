export { ActivityCalendar } from './ActivityCalendar';
export { LegendList, stepItems } from './ColourLegend';
export { classesOfSquare, lookOfStep, useDayStyles } from './dayStyles';
