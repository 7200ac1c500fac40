/**
 * Real Kafka, S3, PostgreSQL, SMTP and a webhook receiver on one machine, each usable alone from
 * any test. Everything listens on 127.0.0.1 and stops on close. Nothing here stands in for a real
 * part, and nothing that ships depends on it.
 */
package io.salvaguarda.local;
