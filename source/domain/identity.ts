/** Who is signed in where. */
export type Identity = {readonly user: string; readonly tenant: string; readonly host: string};

/** What a person types to sign in. */
export type Credentials = {readonly baseUrl: string; readonly username: string; readonly password: string};

/** A sign-in the person keeps, as it is offered. */
export type ProfileChoice = {
	readonly name: string;
	readonly user: string;
	readonly baseUrl: string;
	readonly isCurrent: boolean;
};
