import type {Route} from '../http/call.ts';
import {pythonReplies} from '../http/reply.ts';
import {tenantAdmins, tenantId} from '../tenant.ts';
import type {World} from '../world.ts';

const siteId = 'tacc';

/** The public facts of the Tenants service: other clients take the tenant's name and its key from there. */
export function tenantsRoutes(world: World): readonly Route[] {
	const {success, problem} = pythonReplies;
	return [
		{
			method: 'GET',
			path: '/v3/tenants',
			guard: 'none',
			handle: () => success([tenantView(world)], 'Tenants retrieved successfully.'),
		},
		{
			method: 'GET',
			path: '/v3/tenants/:id',
			guard: 'none',
			handle: ({params}) =>
				params['id'] === tenantId
					? success(tenantView(world), 'Tenant retrieved successfully.')
					: problem(400, `No tenant found with tenant_id ${params['id']}.`),
		},
		{
			method: 'GET',
			path: '/v3/sites',
			guard: 'none',
			handle: () => success([siteView(world)], 'Sites retrieved successfully.'),
		},
		{
			method: 'GET',
			path: '/v3/sites/:id',
			guard: 'none',
			handle: ({params}) =>
				params['id'] === siteId
					? success(siteView(world), 'Site retrieved successfully.')
					: problem(400, `No site found with site_id ${params['id']}.`),
		},
	];
}

function tenantView(world: World): Readonly<Record<string, unknown>> {
	const base = world.url();
	const [admin] = tenantAdmins;
	return {
		tenant_id: tenantId,
		base_url: base,
		site_id: siteId,
		status: 'active',
		owner: 'admin@example.org',
		admin_user: admin,
		authenticator: `${base}/v3/oauth2`,
		token_service: `${base}/v3/tokens`,
		security_kernel: `${base}/v3/security`,
		token_gen_services: ['tokens'],
		public_key: world.tokens.publicKey,
		description: 'A simulated tenant.',
		create_time: new Date(0).toUTCString(),
		last_update_time: new Date(0).toUTCString(),
		created_by: admin,
		last_updated_by: admin,
	};
}

function siteView(world: World): Readonly<Record<string, unknown>> {
	return {
		site_id: siteId,
		primary: true,
		base_url: world.url(),
		// biome-ignore lint/suspicious/noTemplateCurlyInString: the service's own placeholder
		tenant_base_url_template: 'https://${tenant_id}.tapis.io',
		site_admin_tenant_id: 'admin',
		services: ['jobs', 'files', 'authenticator', 'tenants', 'tokens'],
		create_time: new Date(0).toUTCString(),
		last_update_time: new Date(0).toUTCString(),
	};
}
