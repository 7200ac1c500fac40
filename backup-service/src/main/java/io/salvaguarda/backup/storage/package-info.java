/** Which disks backups fill. Measuring and telling are the kit's. */
package io.salvaguarda.backup.storage;
