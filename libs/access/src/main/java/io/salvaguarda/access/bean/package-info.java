/** The configured repositories and the scratch folder as beans, for the services that use them. */
package io.salvaguarda.access.bean;
