/**
 * Work that is due at times: a due time takes effect once over all instances and restarts, because
 * its row moves on in the transaction of its effect. By the database's clock. What the work is
 * belongs to the services.
 */
package io.salvaguarda.kit.schedule;
