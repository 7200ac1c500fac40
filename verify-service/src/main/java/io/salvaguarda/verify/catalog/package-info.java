/**
 * The backups that this service has heard of, from the events: what there is, what was deleted,
 * what is proven. No manifest is read and no job is made here.
 */
package io.salvaguarda.verify.catalog;
