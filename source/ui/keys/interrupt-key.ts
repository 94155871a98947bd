/** Quits at any place, in a dialog or a text field too; the one key that no place can take for itself. */
export const interruptKey = 'ctrl-c';
