package io.fieldpost.driver;

/**
 * Version of this interface, as a plug-in's jar names it in its manifest under {@value #ATTRIBUTE}. A plug-in can be loaded by an agent of the same
 * major version and the same or a later minor one.
 *
 * @param major changes when something that drivers use is taken away or means something else
 * @param minor grows when something is added
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** Key in the manifest's main section. */
    public static final String ATTRIBUTE = "Fieldpost-Api";

    /** What this agent has. */
    public static final ApiVersion CURRENT = new ApiVersion(1, 0);

    public ApiVersion {
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException("version has a negative part: " + major + "." + minor);
        }
    }

    /**
     * Reads {@code 1.0}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ApiVersion parse(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length == 2 && parts[0].matches("[0-9]{1,4}") && parts[1].matches("[0-9]{1,4}")) {
            return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
        throw new IllegalArgumentException("not MAJOR.MINOR such as " + CURRENT + ": '" + text + "'");
    }

    /** Whether a plug-in made for {@code other} can be loaded by an agent that has this. */
    public boolean serves(ApiVersion other) {
        return major == other.major && minor >= other.minor;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
