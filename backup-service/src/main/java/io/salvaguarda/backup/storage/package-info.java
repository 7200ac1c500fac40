/**
 * How full the repositories' disks are. Plain Java; measuring and telling are in {@code adapter}.
 */
package io.salvaguarda.backup.storage;
