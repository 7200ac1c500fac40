/**
 * A small read model from the events: which backups of a source are proven, so that notices and
 * reports can say what could be restored. Nothing else asks it.
 */
package io.salvaguarda.notifier.verified;
