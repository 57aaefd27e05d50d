import { Link } from '@backstage/core-components';
import { Commit, safeLink } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { describeAge, describeMoment } from '../../calendar/momentWords';
import { describePerson } from '../../calendar/words';
import { useNow } from '../../hooks/useNow';
import { ForeignText } from '../ForeignText';

const RENEW_AGE_MS = 60_000;

/** When something was last done, by whom, and what. */
export function LastCommit(props: { commit: Commit; format: LocalFormat }) {
  const { commit, format } = props;
  const { day, authoredAt, author, url, repository } = commit;
  const now = useNow(RENEW_AGE_MS);
  const link = url && safeLink({ url, about: repository.url });
  const subject = (
    <ForeignText
      text={commit.subject ?? ''}
      otherwise={format.t('commits.noSubject')}
    />
  );
  return format.t('card.lastCommit', {
    age: authoredAt ? (
      <time
        dateTime={authoredAt}
        title={describeMoment(authoredAt, { format })}
      >
        {describeAge(new Date(authoredAt), { now, format })}
      </time>
    ) : (
      format.longDay(day)
    ),
    author: <bdi>{describePerson(author, format)}</bdi>,
    subject: link ? <Link to={link}>{subject}</Link> : subject,
  });
}
