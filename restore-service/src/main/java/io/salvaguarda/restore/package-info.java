/**
 * restore-service: which backups can be restored, and restoring them. One package per feature; a
 * feature's rules are plain Java, and its {@code adapter} package binds them to REST, the database
 * and the service kit.
 */
package io.salvaguarda.restore;
