import type {Route} from '../http/call.ts';
import type {Reply} from '../http/reply.ts';
import type {DeviceCodes} from '../sign-in/device-codes.ts';
import {isPassword} from '../sign-in/oauth-grants.ts';

/** The web page on which a person signs in and enters the code that a device shows. */
export function devicePageRoutes(devices: DeviceCodes): readonly Route[] {
	return [
		{method: 'GET', path: '/v3/oauth2/device', guard: 'none', handle: () => page(200, form)},
		{
			method: 'POST',
			path: '/v3/oauth2/device',
			guard: 'none',
			handle({body}) {
				const fields = new URLSearchParams(body);
				const username = fields.get('username') ?? '';
				if (!isPassword(username, fields.get('password') ?? ''))
					return page(400, 'Invalid username/password combination.');
				if (!devices.approve((fields.get('user_code') ?? '').trim(), username))
					return page(400, 'The code is not valid.');
				return page(200, 'The code was accepted. You may close this page.');
			},
		},
	];
}

const form = `<form method="post">
<label>User <input name="username" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<label>Code <input name="user_code" autocomplete="off"></label>
<button>Submit</button>
</form>`;

function page(status: number, content: string): Reply {
	return {
		kind: 'body',
		status,
		type: 'text/html; charset=utf-8',
		body: `<!doctype html>\n<html><body>\n<h1>Sign in to a device</h1>\n${content}\n</body></html>\n`,
	};
}
