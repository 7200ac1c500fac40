/**
 * Restoring a backup into a new database, and putting it into use when asked. Plain Java; jobs and
 * REST are in {@code adapter}.
 */
package io.salvaguarda.restore.run;
