import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  gitActivityIdentityUpdatePermission,
  gitActivityRepositorySyncPermission,
} from 'backstage-plugin-git-activity-common';

/** Whoever comes in may look at everything. What costs a host something is for nobody who comes along, and who is who, for those whom `demo.admins` names. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint, config: coreServices.rootConfig },
      async init({ policy, config }) {
        const admins = config.getOptionalStringArray('demo.admins') ?? [];
        policy.setPolicy({
          async handle({ permission }, user) {
            if (isPermission(permission, gitActivityRepositorySyncPermission)) {
              return { result: AuthorizeResult.DENY };
            }
            const isForAdmins = isPermission(
              permission,
              gitActivityIdentityUpdatePermission,
            );
            const { userEntityRef = '' } = user?.info ?? {};
            return {
              result:
                isForAdmins && !admins.includes(userEntityRef)
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            };
          },
        });
      },
    });
  },
});
