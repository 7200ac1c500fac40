/**
 * How full the disks are that this service writes to, and telling when one passes a mark. Which
 * folders those are belongs to the services.
 */
package io.salvaguarda.kit.storage;
