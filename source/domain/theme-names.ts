/** The colours there are to choose from, in the order that `t` goes through them. What each looks like stands in ui/theme.ts. */
export const themeNames = ['dark', 'light', 'contrast', 'colour-blind', 'none'] as const;

export type ThemeName = (typeof themeNames)[number];

export function isThemeName(text: string): text is ThemeName {
	return (themeNames as readonly string[]).includes(text);
}
