import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alias,
  AliasChange,
  AliasRequest,
} from 'backstage-plugin-git-activity-common';
import { useState } from 'react';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useAction } from '../../hooks/useAction';
import { useCopy } from '../../hooks/useCopy';
import { useRequest } from '../../hooks/useRequest';
import { ForeignText } from '../ForeignText';
import { LabelledSwitch } from '../LabelledSwitch';
import { ProblemPanel } from '../states';
import { TitledDialog } from '../TitledDialog';
import { MergeTarget, toAnnotation, toMailmap } from './gitLines';
import { TargetChoice } from './TargetChoice';
import { describeAuthors } from './words';

/** Who is merged, and into whom at first. */
export interface MergeSource {
  name: string;
  alias: { email: string; name?: string };
  target?: MergeTarget;
}

const useStyles = makeStyles(theme => ({
  content: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  line: {
    display: 'block',
    overflowWrap: 'anywhere',
    padding: theme.spacing(1),
    backgroundColor: theme.palette.action.hover,
  },
}));

/** Says who somebody is, once it was seen what that would change. */
export function MergeDialog(props: {
  source: MergeSource;
  format: LocalFormat;
  onClose(): void;
  onMerged(alias: Alias): void;
}) {
  const { source, format, onClose, onMerged } = props;
  const { t } = format;
  const classes = useStyles();
  const api = useApi(gitActivityApiRef);
  const [target, setTarget] = useState(source.target ?? null);
  const [isNamed, setNamed] = useState(source.alias.name !== undefined);
  const authors = {
    email: source.alias.email,
    ...(isNamed && { name: source.alias.name }),
  };
  const request: AliasRequest = {
    ...authors,
    ...(target?.userEntityRef === undefined
      ? { sameAs: target?.email }
      : { userEntityRef: target.userEntityRef }),
  };
  const preview = useRequest({
    key: JSON.stringify(request),
    enabled: target !== null,
    load: signal => api.addAlias({ ...request, preview: true }, { signal }),
  });
  const merge = useAction(async () => {
    const { alias } = await api.addAlias(request);
    if (alias) onMerged(alias);
  });
  const shown = target && !preview.stale && !preview.error && preview.value;
  const error = merge.error ?? (target ? preview.error : undefined);
  return (
    <TitledDialog
      {...{ format, onClose }}
      title={t('identities.mergeWho', { name: source.name })}
      closing={t('identities.cancel')}
      action={
        <Button
          color="primary"
          variant="contained"
          disabled={!shown || preview.loading || merge.running}
          onClick={() => merge.run()}
        >
          {t('identities.confirm')}
        </Button>
      }
    >
      <div className={classes.content}>
        <Typography variant="body2">
          {t('identities.about', {
            authors: <ForeignText text={describeAuthors(authors)} />,
          })}
        </Typography>
        {source.alias.name !== undefined && (
          <LabelledSwitch
            label={t('identities.onlyName', { name: source.alias.name })}
            checked={isNamed}
            onChange={setNamed}
          />
        )}
        <TargetChoice {...{ target, format }} onChange={setTarget} />
        {target && preview.loading && <LinearProgress />}
        {error && (
          <ProblemPanel
            {...{ error, format }}
            what="people"
            onRetry={() => (merge.error ? merge.run() : preview.refresh())}
          />
        )}
        <div role="status">
          {shown && <Moves change={shown} format={format} />}
        </div>
        {shown && (
          <GitLines
            lines={[toMailmap(authors, target), toAnnotation(authors, target)]}
            format={format}
          />
        )}
      </div>
    </TitledDialog>
  );
}

/** What would be whose. */
function Moves(props: { change: AliasChange; format: LocalFormat }) {
  const { change, format } = props;
  const { t } = format;
  if (change.moves.length === 0) {
    return <Typography>{t('identities.noMoves')}</Typography>;
  }
  return (
    <>
      <Typography>{t('identities.wouldMove')}</Typography>
      <ul>
        {change.moves.map(move => (
          <li key={`${move.from.name} ${move.to.name}`}>
            {t('identities.move', {
              commits: t('common.commits', { count: move.commits }),
              from: <ForeignText text={move.from.name} />,
              to: <ForeignText text={move.to.name} />,
              authors: (
                <ForeignText
                  text={format.phrases(move.authors.map(describeAuthors))}
                />
              ),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What would say the same in git or in the catalog. */
function GitLines(props: {
  lines: Array<string | undefined>;
  format: LocalFormat;
}) {
  const { lines, format } = props;
  const { t } = format;
  const known = lines.flatMap(line => line ?? []);
  return known.length === 0 ? null : (
    <div>
      <Typography variant="body2">{t('identities.inGit')}</Typography>
      {known.map(line => (
        <CopiedLine key={line} {...{ line, format }} />
      ))}
    </div>
  );
}

function CopiedLine(props: { line: string; format: LocalFormat }) {
  const { line, format } = props;
  const classes = useStyles();
  const { copy, said } = useCopy(line, format);
  return (
    <div>
      <code className={classes.line}>
        <ForeignText text={line} />
      </code>
      <Button
        size="small"
        color="primary"
        aria-label={format.t('identities.copyLine', { line })}
        onClick={copy}
      >
        {format.t('identities.copy')}
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}
