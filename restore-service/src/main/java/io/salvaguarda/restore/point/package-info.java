/**
 * The backups that can be restored. Plain Java; rows, REST and reactions are in {@code adapter}.
 */
package io.salvaguarda.restore.point;
