package io.fieldpost.radio.demodulation;

/** The angle of a complex number, fast. */
public final class Angle {
    private static final float HALF_PI = (float) (Math.PI / 2);
    private static final float PI = (float) Math.PI;

    private Angle() {}

    /**
     * atan2 within 4e-7 rad, at a few times its speed; 0 for 0. Polynomial: Abramowitz and Stegun, "Handbook of Mathematical
     * Functions", 4.4.49.
     */
    public static float of(float y, float x) {
        float ax = Math.abs(x);
        float ay = Math.abs(y);
        float large = Math.max(ax, ay);
        if (large == 0) {
            return 0;
        }
        float z = Math.min(ax, ay) / large;
        float s = z * z;
        float a = ((((((((0.0028662257f * s - 0.0161657367f) * s + 0.0429096138f) * s - 0.0752896400f) * s
                                                                                        + 0.1065626393f)
                                                                                * s
                                                                        - 0.1420889944f)
                                                                * s
                                                        + 0.1999355085f)
                                                * s
                                        - 0.3333314528f)
                                * s
                        + 1)
                * z;
        if (ay > ax) {
            a = HALF_PI - a;
        }
        if (x < 0) {
            a = PI - a;
        }
        return y < 0 ? -a : a;
    }
}
