/**
 * Reading connections: one exported snapshot, settings under which a value is always written the
 * same way, and the server's version. Nothing is written through them.
 */
package io.salvaguarda.postgres.session;
