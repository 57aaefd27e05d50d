import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./demoPolicy'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-events-backend-module-github'));
backend.add(import('@backstage/plugin-events-backend-module-gitlab'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('backstage-plugin-git-activity-backend'));
backend.add(import('backstage-plugin-git-activity-backend-module-git'));
backend.add(import('backstage-plugin-git-activity-backend-module-github'));
backend.add(import('backstage-plugin-git-activity-backend-module-gitlab'));

backend.start().catch(error => {
  // Unhandled, it would only be logged, and a process that serves nothing would live on.
  process.stderr.write(`The backend could not start: ${error.stack}\n`, () =>
    process.exit(1),
  );
});
