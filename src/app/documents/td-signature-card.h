/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-verify.h"

G_BEGIN_DECLS

/* One signature of a file as a person reads it: whose, when, whether it holds and why not. */
GtkWidget *td_signature_card_new (const TdSignature *signature, guint number, guint n_pages);
GtkWidget *td_verdict_card_new (const TdVerification *verification);
GtkWidget *td_fact_line_new (const char *label, const char *value);

G_END_DECLS
