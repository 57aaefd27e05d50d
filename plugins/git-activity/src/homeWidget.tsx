import { ComponentType } from 'react';

/** What a home page that its viewers arrange themselves knows of the widget; its room is in columns and rows of the page's grid. */
export const HOME_WIDGET = {
  title: 'Git activity',
  description: 'Your own year, and which repositories of your teams went quiet',
  layout: {
    width: { minColumns: 3, defaultColumns: 6 },
    height: { minRows: 4, defaultRows: 8 },
  },
};

/** Shows a widget that is a card itself, whose title is in the viewer's language, without another card around it. */
export function BareRenderer({ Content }: { Content: ComponentType }) {
  return <Content />;
}
