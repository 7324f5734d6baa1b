/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The picture of a signature or of a seal, from a PNG file, packed for a PDF. Private to this
 * folder. */
typedef struct
{
  guint width, height; /* pixels */
  double width_mm;     /* from its physical resolution; 0 where it has none */
  gboolean has_alpha;
  gboolean is_blue, is_red; /* what ink there is, on the whole */
  GByteArray *rgb;          /* deflated */
  GByteArray *alpha;        /* deflated */
} TdPicture;

TdPicture *td_picture_new (GBytes *png, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_picture_free (TdPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPicture, td_picture_free)

G_END_DECLS
