/**
 * Notices in words: the same facts in the team's language, not yet laid out. Plain Java; the words
 * stand in {@code wording/*.properties}, the layout of mails in {@code templates/mail}.
 */
package io.salvaguarda.notifier.letter;
