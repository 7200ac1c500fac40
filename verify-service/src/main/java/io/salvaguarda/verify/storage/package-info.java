/** Which disks verifications fill. Measuring and telling are the kit's. */
package io.salvaguarda.verify.storage;
