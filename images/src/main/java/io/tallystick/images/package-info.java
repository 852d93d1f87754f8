/**
 * Container images by Jib: no container engine, no base image from elsewhere unless one is named.
 */
package io.tallystick.images;
