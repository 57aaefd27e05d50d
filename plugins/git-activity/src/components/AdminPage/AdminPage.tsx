import {
  Content,
  Header,
  Page,
  TabbedLayout,
} from '@backstage/core-components';
import { useLocalFormat } from '../../hooks/useLocalFormat';
import { People } from '../Identities';

/** What admins of a classic portal look after; one tab for each thing. */
export function AdminPage() {
  const { t } = useLocalFormat();
  return (
    <Page themeId="tool">
      <Header title={t('admin.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/people" title={t('admin.people')}>
          <People />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}

/** What is one tab there, and a page of its own where the portal makes the tabs. */
export function PeoplePage() {
  return (
    <Content>
      <People />
    </Content>
  );
}
