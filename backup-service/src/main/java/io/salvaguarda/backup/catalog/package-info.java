/**
 * Which backups exist and what is known of each: facts, proof, usual size. Plain Java; the rows,
 * the REST views and the reactions to verifications are in {@code adapter}.
 */
package io.salvaguarda.backup.catalog;
