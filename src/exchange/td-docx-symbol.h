/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fonts whose characters are not what their code points say. */
typedef enum
{
  TD_DOCX_FONT_TEXT,
  TD_DOCX_FONT_SYMBOL,
  TD_DOCX_FONT_WINGDINGS,
  TD_DOCX_FONT_WINGDINGS_2,
  TD_DOCX_FONT_WEBDINGS,
  TD_DOCX_FONT_LEGACY, /* TCVN3 or VNI: Vietnamese before Unicode */
} TdDocxFont;

TdDocxFont td_docx_font_from_name (const char *name);
gunichar td_docx_symbol_to_unicode (TdDocxFont font, gunichar symbol);

G_END_DECLS
