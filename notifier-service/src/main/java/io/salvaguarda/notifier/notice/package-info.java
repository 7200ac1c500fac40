/**
 * What a team is told, in no language yet: facts as they were when the notice was made. Plain Java;
 * no texts, no channels, no persistence.
 */
package io.salvaguarda.notifier.notice;
