/**
 * The whole story, live: what {@code ./salva demo} runs. One class for each step; they look at the
 * suite from outside only (REST, Kafka, SQL, S3's files, mails, webhooks) and fail when what they
 * promise does not happen. No service's code may be used here.
 */
package io.salvaguarda.local.demo;
