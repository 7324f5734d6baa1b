/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-letter.h"

G_BEGIN_DECLS

TdLetterForm *
td_letter_form_at (TdLetterKind kind, TdMoment at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_letter_form_free (TdLetterForm *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLetterForm, td_letter_form_free)

G_END_DECLS
