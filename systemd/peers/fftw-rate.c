/*
 * FFTW's raw speed: complex transforms of single precision, out of place, planned with FFTW_MEASURE, the same one again and again, so
 * that it stays in the cache. One thread. Prints million samples per second of processor time, the median of REPEATS.
 *
 *   cc -O2 fftw-rate.c -lfftw3f -lm -o fftw-rate && ./fftw-rate SIZE [SECONDS [REPEATS]]
 */
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

static double rate(fftwf_plan plan, int size, double seconds) {
    long transforms = 0;
    double begin = cpu_seconds(), end;
    do {
        for (int i = 0; i < 64; i++) fftwf_execute(plan);
        transforms += 64;
        end = cpu_seconds();
    } while (end - begin < seconds);
    return transforms * (double)size / (end - begin) / 1e6;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **arguments) {
    int size = count > 1 ? atoi(arguments[1]) : 1024;
    double seconds = count > 2 ? atof(arguments[2]) : 0.5;
    int repeats = count > 3 ? atoi(arguments[3]) : 5;
    if (size < 2 || seconds <= 0 || repeats < 1 || repeats > 99) {
        fprintf(stderr, "usage: fftw-rate SIZE [SECONDS [REPEATS, up to 99]]\n");
        return 2;
    }
    fftwf_complex *in = fftwf_alloc_complex(size), *out = fftwf_alloc_complex(size);
    fftwf_plan plan = fftwf_plan_dft_1d(size, in, out, FFTW_FORWARD, FFTW_MEASURE);
    for (int i = 0; i < size; i++) { /* after planning, which overwrites it */
        in[i][0] = (float)rand() / RAND_MAX - 0.5f;
        in[i][1] = (float)rand() / RAND_MAX - 0.5f;
    }
    double rates[99];
    rate(plan, size, seconds / 5);
    for (int i = 0; i < repeats; i++) rates[i] = rate(plan, size, seconds);
    qsort(rates, repeats, sizeof rates[0], ascending);
    printf("%.1f\n", rates[repeats / 2]);
    fftwf_destroy_plan(plan);
    fftwf_free(in);
    fftwf_free(out);
    return 0;
}
