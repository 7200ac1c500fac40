/** Which disks restores fill. Measuring and telling are the kit's. */
package io.salvaguarda.restore.storage;
