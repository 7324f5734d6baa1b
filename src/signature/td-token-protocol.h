/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What tiendo and tiendo-token say to each other over a pipe: frames of a kind (one byte), a length
 * (four bytes, highest first) and a payload. Requests are answered in their order, each by any
 * number of parts and one TD_TOKEN_DONE or TD_TOKEN_FAILED. */

#define TD_TOKEN_NAME "tiendo-token"
#define TD_TOKEN_MAX_FRAME (1024 * 1024)

typedef enum
{
  /* requests */
  TD_TOKEN_MODULE = 'M', /* path; empty: those the system has set up */
  TD_TOKEN_LIST = 'L',
  TD_TOKEN_OPEN = 'O', /* URL, NUL, PIN */
  TD_TOKEN_SIGN = 'S', /* what is digested with SHA-256 and signed */
  /* answers */
  TD_TOKEN_ENTRY = 'T',       /* flags as a digit string, NUL, URL, NUL, label, NUL, certificate */
  TD_TOKEN_CERTIFICATE = 'C', /* in DER; the first is the signer's */
  TD_TOKEN_SIGNATURE = 'G',
  TD_TOKEN_DONE = 'K',
  TD_TOKEN_FAILED = 'E', /* a TdTokenFault as one byte, then words of the library */
} TdTokenFrame;

typedef enum
{
  TD_TOKEN_FAULT_OTHER = '0',
  TD_TOKEN_FAULT_MODULE = 'm',
  TD_TOKEN_FAULT_ABSENT = 'a',
  TD_TOKEN_FAULT_NO_PIN = 'n', /* it wants one and got none; nothing was tried */
  TD_TOKEN_FAULT_PIN = 'p',
  TD_TOKEN_FAULT_PIN_LOW = 'l',   /* wrong, and few tries are left */
  TD_TOKEN_FAULT_PIN_FINAL = 'f', /* wrong, and one try is left */
  TD_TOKEN_FAULT_LOCKED = 'x',
  TD_TOKEN_FAULT_KEY = 'k', /* no certificate or no private key there */
} TdTokenFault;

/* Of TD_TOKEN_ENTRY */
enum
{
  TD_TOKEN_FEW_TRIES = 1 << 0,
  TD_TOKEN_LAST_TRY = 1 << 1,
  TD_TOKEN_IS_LOCKED = 1 << 2,
  TD_TOKEN_PIN_PAD = 1 << 3, /* the PIN is typed on the device */
};

G_END_DECLS
