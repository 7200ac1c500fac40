package io.salvaguarda.restore.run;

/**
 * A restored and compared database that was about to get its final name. Its OID stays when names
 * and comments change, so that the finished work is known again.
 *
 * @param previousDatabase the name that was meant for the database that it replaces; null when it
 *     replaces none
 * @param bytes read from the backup
 */
public record Finish(long databaseOid, String previousDatabase, long bytes) {}
