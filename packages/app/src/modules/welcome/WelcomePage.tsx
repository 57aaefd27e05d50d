import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { Entity } from '@backstage/catalog-model';
import {
  Content,
  InfoCard,
  Progress,
  ResponseErrorPanel,
} from '@backstage/core-components';
import { Door, useDoors } from './useDoors';

const WORDS: Record<Door['kind'], { title: string; question: string }> = {
  component: {
    title: 'A component',
    question: 'When was work done on it, and by whom?',
  },
  team: {
    title: 'A team',
    question: 'Which repositories went quiet, and was this month unusual?',
  },
  person: {
    title: 'You',
    question: 'What did I work on?',
  },
};

/** Three doors into the demo: what an engineer, a manager and anybody for themselves would look at first. */
export function WelcomePage() {
  const { value: doors, loading, error } = useDoors();
  return (
    <Content>
      <Typography paragraph>
        When was work done on this component, by this team, by me? Commits as
        git counts them.
      </Typography>
      {loading && <Progress />}
      {error && <ResponseErrorPanel error={error} />}
      <Grid container spacing={3}>
        {doors?.map(door => (
          <Grid item xs={12} md={4} key={door.kind}>
            <DoorCard door={door} />
          </Grid>
        ))}
      </Grid>
    </Content>
  );
}

function DoorCard({ door }: { door: Door }) {
  const { title, question } = WORDS[door.kind];
  const { entity, link } = door;
  return (
    <InfoCard
      title={title}
      deepLink={{ title: `Git activity of ${titleOf(entity)}`, link }}
      subheader={question}
    >
      <Typography variant="h6" component="p">
        {titleOf(entity)}
      </Typography>
      {entity.metadata.description && (
        <Typography variant="body2" color="textSecondary">
          {entity.metadata.description}
        </Typography>
      )}
    </InfoCard>
  );
}

function titleOf({ metadata, spec }: Entity): string {
  const profile = Object(spec?.profile) as { displayName?: string };
  return profile.displayName ?? metadata.title ?? metadata.name;
}
