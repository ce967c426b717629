package io.fieldpost.opcua.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in a server.
 *
 * @param under where to begin
 * @param type ObjectType or VariableType; absent for any variable
 * @param include patterns of paths, of which one must fit; empty for everything
 * @param exclude patterns of paths, of which none may fit
 * @param depth how many levels below the beginning are looked at
 * @param silent steps that are left out of names
 */
record Rule(
        PointAddress under,
        @Nullable PointAddress type,
        List<PathPattern> include,
        List<PathPattern> exclude,
        int depth,
        List<String> silent) {

    /**
     * Whether a variable is wanted as far as its path tells.
     *
     * @param property whether it is a property of another variable: a range, a unit. Those are found only by a pattern that names the
     *     variable too, because "everything" does not mean them
     */
    boolean wants(String path, boolean property) {
        boolean included = include.isEmpty() && !property;
        for (PathPattern pattern : include) {
            included |= (!property || pattern.namesFolders()) && pattern.fits(path);
        }
        for (PathPattern pattern : exclude) {
            included &= !pattern.fits(path);
        }
        return included;
    }
}
