import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { GitActivityView } from './GitActivityView';

/** The *Git activity* tab of the entity whose page it is on. */
export function GitActivityContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  // another entity starts afresh: nothing of one may be seen on the other's page
  return (
    <GitActivityView key={entityRef} entity={entity} entityRef={entityRef} />
  );
}
