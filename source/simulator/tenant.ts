/** The simulated tenant and who has an account in it. */

export const tenantId = 'demo';

export type TenantUser = {readonly username: string; readonly password: string};

/** Has most of the jobs, and is whom the monitor on the simulator signs in as. */
export const demoUser: TenantUser = {username: 'demo', password: 'demo'};
/** Has a few jobs, of which some are shared. */
export const otherUser: TenantUser = {username: 'other', password: 'other'};
const adminUser: TenantUser = {username: 'admin', password: 'admin'};

export const tenantUsers: readonly TenantUser[] = [demoUser, otherUser, adminUser];

/** Users who may act on every job of the tenant. */
export const tenantAdmins: readonly string[] = [adminUser.username];
