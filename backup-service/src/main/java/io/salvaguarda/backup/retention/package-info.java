/**
 * Which backups may go, and their going. The decision is plain Java; the job that carries it out is
 * in {@code adapter}.
 */
package io.salvaguarda.backup.retention;
