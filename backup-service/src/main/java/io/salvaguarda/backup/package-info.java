/**
 * backup-service: takes backups and keeps them as long as their plans say. One package per feature;
 * a feature's rules are plain Java, and its {@code adapter} package binds them to REST, the
 * database and the service kit.
 */
package io.salvaguarda.backup;
