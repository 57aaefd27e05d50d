import { printable } from 'backstage-plugin-git-activity-common';

/** A text that somebody else wrote, as it can be shown without harm to what stands beside it. */
export function ForeignText(props: {
  text: string;
  /** What stands for a text of which nothing shows. */
  otherwise?: string;
}) {
  return <bdi>{printable(props.text) || props.otherwise}</bdi>;
}
