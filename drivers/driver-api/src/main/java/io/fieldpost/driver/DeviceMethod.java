package io.fieldpost.driver;

/**
 * One method of one source.
 *
 * @param source name of the source in the configuration
 * @param name name of the method, unique in its source
 * @param object what it is called on, in the driver's own syntax; empty where none was configured
 * @param address where the driver finds it, in the driver's own syntax
 */
public record DeviceMethod(String source, String name, String object, String address) {}
