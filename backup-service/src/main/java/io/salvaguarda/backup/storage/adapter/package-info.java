/** Measures the disks of the directory repositories and tells when one passes a mark. */
package io.salvaguarda.backup.storage.adapter;
