/* clean/logarithm.h - natural logarithm and exponential to six digits, the same on every machine
 * and without libm. Header only. */
#ifndef FL_CLEAN_LOGARITHM_H
#define FL_CLEAN_LOGARITHM_H

#include <stdint.h>
#include <string.h>

/* ln x for a normal x > 0: exponent by the bits, mantissa m by 2 artanh((m - 1) / (m + 1)). */
static inline float fl_ln(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    int exponent = (int)(bits >> 23) - 127;
    bits = (bits & 0x7FFFFFu) | 127u << 23; /* m in [1, 2) */
    float m;
    memcpy(&m, &bits, sizeof m);
    float y = (m - 1) / (m + 1), y2 = y * y;
    return (float)exponent * 0.69314718f +
           2 * y * (1 + y2 * (1 / 3.f + y2 * (1 / 5.f + y2 * (1 / 7.f + y2 / 9))));
}

/* e to the power of x; 0 below -80, as if x were 80 above. */
static inline float fl_exp(float x)
{
    if (x < -80) return 0;
    if (x > 80) x = 80;
    int k = (int)(x * 1.44269504f + (x < 0 ? -.5f : .5f));
    float r = x - (float)k * 0.69314718f; /* |r| < 0.35 */
    float e = 1 + r * (1 + r / 2 * (1 + r / 3 * (1 + r / 4 * (1 + r / 5 * (1 + r / 6)))));
    uint32_t bits = (uint32_t)(k + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return e * power;
}

#endif
