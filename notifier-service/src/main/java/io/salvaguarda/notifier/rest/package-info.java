/** How query parameters are read, so that each mistake is named. No resources live here. */
package io.salvaguarda.notifier.rest;
