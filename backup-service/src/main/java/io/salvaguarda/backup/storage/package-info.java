/**
 * Which disks backups fill, and whether stores are fit to take them. Measuring and telling of disks
 * are the kit's.
 */
package io.salvaguarda.backup.storage;
