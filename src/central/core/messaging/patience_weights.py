"""Weights of `patience.features`: written by `scripts/train_patience.py`, never by hand."""

from __future__ import annotations

_TABLE = """
aberta:+0.80 acena:-0.41 agradece:-0.66 continua:+0.28 correcao:-0.16 espera:+0.46 fecha:-0.56 fim=:-0.06 fim=!:-0.37
fim=#:-0.52 fim=?:-0.26 lugar=0:-0.24 lugar=0&:-0.09 lugar=0&fim=:+0.05 lugar=0&fim=!:-0.37 lugar=0&fim=?:-0.01
lugar=0&palavras=1:+0.23 lugar=0&palavras=2:+0.46 lugar=0&palavras=3:+0.13 lugar=0&palavras=4:-0.10
lugar=0&palavras=5:-0.16 lugar=0&palavras=6:-0.43 lugar=0&palavras=7:-0.05 lugar=0&palavras=8:-0.32
lugar=0&saudacao:+0.11 lugar=0&saudacao+:-0.18 lugar=0&saudacao?:-0.07 lugar=1:-0.13 lugar=1&:-0.31 lugar=1&fim=:-0.05
lugar=1&fim=?:-0.11 lugar=1&palavras=1:+0.20 lugar=1&palavras=2:+0.03 lugar=1&palavras=4:-0.15 lugar=1&palavras=5:-0.37
lugar=1&palavras=6:+0.05 lugar=1&saudacao:+0.28 lugar=2:-0.06 lugar=2&:-0.19 lugar=2&fim=:-0.14 lugar=2&fim=?:-0.36
lugar=2&palavras=1:-0.31 lugar=2&palavras=2:-0.17 lugar=2&palavras=3:-0.12 lugar=2&palavras=4:-0.01
lugar=2&palavras=5:+0.13 lugar=2&saudacao:-0.23 lugar=3:-0.44 maiuscula:-0.64 numero:+0.14 palavras=0:-0.05
palavras=1:+0.16 palavras=2:+0.27 palavras=4:-0.26 palavras=5:-0.40 palavras=6:-0.39 palavras=7:-0.11 palavras=8:-0.23
pede:-0.30 pede=False&fim=!&palavras=1:-0.21 pede=False&fim=&palavras=1:+0.29 pede=False&fim=&palavras=2:+0.24
pede=False&fim=&palavras=3:+0.12 pede=False&fim=&palavras=4:+0.23 pede=False&fim=&palavras=5:-0.03
pede=False&fim=&palavras=6:-0.20 pede=False&fim=&palavras=7:+0.01 pede=False&fim=&palavras=8:+0.06
pede=False&fim=?&palavras=1:-0.31 pede=False&fim=?&palavras=2:-0.15 pede=False&fim=?&palavras=3:+0.02
pede=False&fim=?&palavras=4:-0.06 pede=False&fim=?&palavras=5:-0.14 pede=False&fim=?&palavras=6:-0.05
pede=True&fim=&palavras=1:+0.41 pede=True&fim=&palavras=2:-0.20 pede=True&fim=&palavras=3:-0.12
pede=True&fim=&palavras=4:-0.09 pede=True&fim=&palavras=5:-0.19 pede=True&fim=&palavras=6:-0.03
pede=True&fim=&palavras=7:-0.03 pede=True&fim=&palavras=8:-0.29 pede=True&fim=?&palavras=1:+0.16
pede=True&fim=?&palavras=2:+0.56 pede=True&fim=?&palavras=3:+0.07 pede=True&fim=?&palavras=4:-0.33
pede=True&fim=?&palavras=5:-0.04 pede=True&fim=?&palavras=6:-0.11 pede=True&fim=?&palavras=7:-0.08 pergunta:-1.19
pergunta&fim=:-0.82 pergunta&fim=#:-0.19 pergunta&fim=?:-0.21 pergunta&palavras=1:-0.15 pergunta&palavras=2:-0.53
pergunta&palavras=3:-0.38 pergunta&palavras=4:+0.04 pergunta&palavras=5:-0.12 presa:+0.90 primeira=1:+0.41
primeira=2:+0.06 primeira=3:+0.13 primeira=a:+0.07 primeira=aceita:-0.07 primeira=achei:+0.08 primeira=acho:+0.10
primeira=agora:+0.12 primeira=ah:+0.03 primeira=ainda:-0.11 primeira=alguem:+0.23 primeira=amei:+0.03
primeira=aquele:+0.06 primeira=aqui:+0.11 primeira=ate:-0.04 primeira=azul:-0.04 primeira=boa:-0.02 primeira=bom:-0.03
primeira=cade:-0.30 primeira=cep:+0.02 primeira=chega:+0.35 primeira=chegou:+0.02 primeira=claro:-0.04
primeira=com:-0.11 primeira=como:-0.26 primeira=comprei:-0.05 primeira=da:+0.26 primeira=de:-0.26 primeira=deixa:+0.07
primeira=demora:+0.03 primeira=depois:+0.01 primeira=desculpa:+0.26 primeira=dia:-0.25 primeira=do:-0.02
primeira=dura:-0.27 primeira=e:-0.19 primeira=eai:-0.05 primeira=ela:+0.38 primeira=ele:+0.17 primeira=em:+0.07
primeira=entao:+0.01 primeira=entendi:+0.10 primeira=entrega:+0.16 primeira=esse:+0.19 primeira=eu:+0.27
primeira=faz:+0.17 primeira=fica:-0.07 primeira=fiz:+0.18 primeira=frete:+0.10 primeira=funciona:-0.04
primeira=gostaria:+0.10 primeira=gostei:+0.27 primeira=hmm:+0.02 primeira=isso:-0.18 primeira=ja:+0.06 primeira=k:+0.12
primeira=mais:-0.09 primeira=manda:-0.10 primeira=mas:+0.25 primeira=me:-0.19 primeira=meu:+0.43 primeira=minha:+0.47
primeira=moca:+0.26 primeira=moro:+0.08 primeira=muito:-0.22 primeira=na:+0.09 primeira=nada:+0.16 primeira=nao:-0.05
primeira=ninguem:+0.05 primeira=no:-0.06 primeira=nossa:-0.11 primeira=o:-0.19 primeira=obrigada:+0.14 primeira=oi:+0.09
primeira=oie:-0.06 primeira=ola:-0.07 primeira=olha:+0.13 primeira=onde:-0.11 primeira=opa:-0.13 primeira=paguei:+0.07
primeira=parcela:+0.28 primeira=perfume:-0.05 primeira=pode:-0.14 primeira=por:+0.10 primeira=posso:+0.11
primeira=pq:+0.02 primeira=pra:-0.03 primeira=preciso:-0.13 primeira=preco:-0.21 primeira=preto:+0.22 primeira=qto:-0.04
primeira=quais:-0.14 primeira=qual:+0.08 primeira=quando:+0.05 primeira=quanto:+0.13 primeira=que:-0.10
primeira=quem:-0.06 primeira=queria:-0.15 primeira=se:+0.13 primeira=semana:+0.19 primeira=sera:+0.24
primeira=serve:-0.11 primeira=sim:+0.17 primeira=so:+0.07 primeira=sou:+0.43 primeira=ta:+0.03 primeira=talvez:-0.21
primeira=tamanho:+0.19 primeira=te:-0.20 primeira=tem:+0.07 primeira=tenho:+0.13 primeira=tipo:+0.09 primeira=to:+0.11
primeira=tudo:+0.33 primeira=um:+0.31 primeira=uma:+0.17 primeira=valor:+0.01 primeira=vc:+0.09 primeira=vcs:+0.04
primeira=veio:-0.11 primeira=vem:-0.12 primeira=vi:+0.25 primeira=vim:-0.21 primeira=visto:+0.17 primeira=voce:+0.04
primeira=voces:+0.07 primeira=vou:-0.20 primeiras=aceita_cartao:+0.11 primeiras=aceita_troca:+0.04
primeiras=achei_caro:+0.06 primeiras=acho_que:+0.10 primeiras=agora_nao:+0.12 primeiras=ah_sim:-0.07
primeiras=ainda_tem:-0.05 primeiras=amei:+0.03 primeiras=aquele:+0.14 primeiras=aqui_e:+0.13 primeiras=azul:-0.04
primeiras=boa_noite:-0.08 primeiras=boa_tarde:+0.06 primeiras=bom_dia:+0.15 primeiras=cade:-0.04 primeiras=chegou:+0.07
primeiras=claro:-0.04 primeiras=como_faco:+0.09 primeiras=como_faz:-0.07 primeiras=como_pago:+0.03
primeiras=da_foto:-0.03 primeiras=deixa_eu:+0.14 primeiras=e_a:-0.13 primeiras=e_agora:-0.09 primeiras=e_do:-0.14
primeiras=e_nao:-0.10 primeiras=e_o:+0.32 primeiras=e_pra:+0.24 primeiras=e_que:+0.17 primeiras=e_se:+0.01
primeiras=eai:-0.05 primeiras=ele_e:+0.10 primeiras=entao:+0.12 primeiras=entendi:+0.10 primeiras=entrega_em:+0.10
primeiras=esse:-0.04 primeiras=eu_comprei:+0.04 primeiras=eu_moro:+0.06 primeiras=eu_queria:+0.09
primeiras=eu_quero:-0.16 primeiras=eu_tenho:+0.14 primeiras=faz_entrega:-0.15 primeiras=faz_por:+0.22
primeiras=frete_pra:+0.11 primeiras=gostaria_de:+0.10 primeiras=gostei:+0.10 primeiras=hmm:+0.02 primeiras=isso:-0.04
primeiras=ja_comprei:-0.15 primeiras=ja_usei:+0.41 primeiras=k:+0.12 primeiras=manda_a:-0.13 primeiras=manda_foto:-0.10
primeiras=manda_o:+0.34 primeiras=mas:-0.04 primeiras=mas_ta:+0.20 primeiras=me_avisa:-0.06 primeiras=me_manda:-0.07
primeiras=me_passa:-0.03 primeiras=me_responde:-0.10 primeiras=me_tira:+0.20 primeiras=meu_cabelo:+0.21
primeiras=meu_cep:+0.08 primeiras=meu_nome:+0.22 primeiras=meu_pedido:+0.05 primeiras=minha_pele:+0.07
primeiras=moca:+0.19 primeiras=moro_em:+0.10 primeiras=nao:+0.27 primeiras=nao_chegou:-0.03 primeiras=nao_precisa:-0.02
primeiras=nao_sei:+0.05 primeiras=nao_serviu:+0.15 primeiras=nao_tenho:-0.12 primeiras=no_anuncio:-0.06
primeiras=no_pix:-0.18 primeiras=o:+0.14 primeiras=o_da:-0.06 primeiras=o_de:-0.07 primeiras=o_grande:+0.08
primeiras=o_m:-0.14 primeiras=o_outro:-0.04 primeiras=o_preto:-0.14 primeiras=o_que:-0.01 primeiras=o_site:+0.12
primeiras=o_vestido:+0.21 primeiras=obrigada:+0.21 primeiras=oi:+0.24 primeiras=oi_eu:+0.26 primeiras=oi_moca:+0.04
primeiras=oi_tudo:+0.01 primeiras=oie:-0.06 primeiras=ok:+0.11 primeiras=ola:-0.04 primeiras=olha:+0.19
primeiras=opa:+0.01 primeiras=paguei:+0.11 primeiras=parcela:+0.40 primeiras=pode_ser:+0.21 primeiras=por_favor:+0.05
primeiras=posso_usar:+0.07 primeiras=preciso_de:+0.05 primeiras=preco:-0.05 primeiras=preto:+0.25 primeiras=qual_a:-0.03
primeiras=qual_o:+0.47 primeiras=qual_tamanho:-0.08 primeiras=qual_valor:-0.15 primeiras=qual_vc:+0.02
primeiras=quanto:-0.19 primeiras=quanto_custa:+0.15 primeiras=quanto_e:-0.17 primeiras=quanto_fica:+0.24
primeiras=quanto_sai:+0.14 primeiras=quanto_ta:-0.11 primeiras=quanto_tempo:+0.05 primeiras=que_lindo:+0.14
primeiras=queria:+0.11 primeiras=queria_saber:+0.07 primeiras=quero:+0.11 primeiras=quero_2:+0.08
primeiras=quero_cancelar:+0.10 primeiras=quero_comprar:+0.17 primeiras=quero_falar:+0.28 primeiras=quero_o:-0.06
primeiras=quero_revender:+0.07 primeiras=quero_saber:-0.12 primeiras=quero_sim:+0.06 primeiras=quero_trocar:+0.16
primeiras=quero_ver:-0.12 primeiras=se_eu:+0.16 primeiras=sera_que:+0.24 primeiras=serve_pra:+0.02 primeiras=sim:+0.41
primeiras=sou_de:+0.16 primeiras=ta_bom:+0.04 primeiras=ta_caro:-0.02 primeiras=tamanho:+0.05 primeiras=tamanho_m:+0.03
primeiras=tem:+0.07 primeiras=tem_como:+0.15 primeiras=tem_desconto:+0.21 primeiras=tem_foto:+0.14
primeiras=tem_loja:+0.11 primeiras=tem_no:+0.32 primeiras=tenho_1:+0.29 primeiras=tenho_interesse:+0.03
primeiras=tipo:+0.08 primeiras=to_sem:+0.02 primeiras=tudo_bem:+0.35 primeiras=tudo_bom:-0.02
primeiras=um_presente:+0.12 primeiras=valor:+0.11 primeiras=vcs_entregam:+0.19 primeiras=vcs_tem:+0.02
primeiras=vem_com:-0.08 primeiras=vi_no:+0.30 primeiras=vi_o:-0.09 primeiras=voce_e:+0.04 primeiras=voces_entregam:+0.04
primeiras=vou_pensar:-0.09 primeiras=vou_querer:+0.04 primeiras=vou_ver:+0.03 saudacao:+0.16 saudacao+:-0.43
saudacao?:-0.07 saudacao_depois:+0.05 tamanho=0:+0.54 tamanho=1:+0.61 tamanho=2:+0.08 tamanho=3:-0.41 tamanho=4:-0.91
tamanho=5:-0.47 tamanho=6:-0.27 tem=0:-0.27 tem=010:+0.01 tem=1:+0.40 tem=10:-0.20 tem=100:-0.19 tem=100ml:-0.13
tem=15:+0.43 tem=2:+0.14 tem=20:-0.19 tem=200:-0.05 tem=3:-0.20 tem=30:-0.08 tem=36:-0.08 tem=38:+0.12 tem=40:-0.29
tem=42:+0.05 tem=44:-0.09 tem=45:-0.05 tem=46:+0.03 tem=50:+0.23 tem=50710:-0.02 tem=58400:+0.08 tem=90:+0.10
tem=a:-0.18 tem=abre:-0.07 tem=aceita:-0.07 tem=achei:+0.04 tem=acho:+0.10 tem=agora:+0.12 tem=aguardo:-0.35
tem=ah:+0.03 tem=ai:-0.50 tem=ainda:-0.34 tem=ajuda:-0.27 tem=alguem:+0.15 tem=amanha:-0.18 tem=amei:-0.05
tem=amiga:+0.23 tem=anos:+0.15 tem=antes:-0.05 tem=anuncio:+0.05 tem=aquele:+0.06 tem=aqui:+0.01 tem=as:-0.09
tem=atacado:+0.07 tem=ate:+0.16 tem=atendente:-0.03 tem=avisa:-0.10 tem=aviso:-0.11 tem=azul:+0.06 tem=barato:-0.05
tem=bebe:-0.07 tem=bege:+0.08 tem=bem:+0.13 tem=bivolt:-0.15 tem=boa:+0.04 tem=bolsa:-0.06 tem=bom:-0.33
tem=branco:-0.02 tem=brinde:-0.25 tem=cabelo:+0.17 tem=cade:-0.30 tem=calca:+0.02 tem=cancelar:-0.05 tem=caro:-0.04
tem=cartao:-0.28 tem=casa:+0.02 tem=catalogo:-0.26 tem=cep:+0.05 tem=certo:+0.07 tem=chamo:+0.03 tem=chave:-0.14
tem=chega:+0.15 tem=chegar:-0.06 tem=chegou:-0.15 tem=cidade:-0.08 tem=cinta:-0.27 tem=claro:-0.05 tem=cliente:+0.04
tem=codigo:+0.03 tem=coisa:+0.48 tem=com:+0.16 tem=como:-0.21 tem=compra:-0.18 tem=comprar:-0.27 tem=comprei:-0.01
tem=compro:-0.18 tem=comprou:+0.01 tem=conjunto:-0.15 tem=cor:+0.21 tem=cores:+0.05 tem=creme:-0.07 tem=custa:+0.05
tem=da:-0.10 tem=dar:-0.13 tem=das:-0.09 tem=de:-0.25 tem=deixa:+0.07 tem=dela:-0.09 tem=dele:-0.11 tem=demora:+0.08
tem=desconto:+0.17 tem=desculpa:+0.26 tem=desse:-0.14 tem=deu:-0.11 tem=dia:+0.14 tem=dias:+0.27 tem=diferenca:+0.21
tem=disponivel:-0.05 tem=do:-0.24 tem=dois:-0.15 tem=dourado:-0.10 tem=dura:-0.27 tem=duvida:+0.07 tem=e:+0.02
tem=eai:-0.05 tem=ela:+0.24 tem=ele:+0.04 tem=em:-0.20 tem=endereco:-0.10 tem=entao:+0.01 tem=entendi:+0.09
tem=entrega:-0.24 tem=entregam:+0.29 tem=errado:-0.33 tem=essa:-0.23 tem=esse:-0.03 tem=eu:+0.62 tem=faco:+0.03
tem=falar:+0.19 tem=faltando:+0.12 tem=favor:-0.13 tem=faz:+0.20 tem=fazer:-0.13 tem=fica:+0.11 tem=filha:+0.01
tem=fiz:+0.07 tem=foto:+0.10 tem=frete:+0.23 tem=fui:+0.02 tem=funciona:-0.06 tem=g:-0.08 tem=garantia:-0.21
tem=gg:-0.12 tem=gosta:+0.09 tem=gostaria:+0.20 tem=gostei:-0.11 tem=grande:+0.21 tem=gratis:+0.15 tem=ha:+0.05
tem=hmm:+0.02 tem=hoje:-0.24 tem=homem:+0.02 tem=horas:-0.12 tem=igual:+0.10 tem=indica:-0.11 tem=informacoes:-0.17
tem=instagram:+0.04 tem=interessada:-0.21 tem=interesse:+0.10 tem=isso:-0.20 tem=ja:+0.05 tem=k:-0.05 tem=kit:-0.08
tem=kits:+0.17 tem=kwai:+0.29 tem=linda:-0.14 tem=lindo:+0.16 tem=link:-0.09 tem=loja:-0.09 tem=m:-0.09 tem=mae:+0.12
tem=maior:-0.26 tem=mais:-0.51 tem=mancha:+0.07 tem=manda:-0.24 tem=mandar:-0.07 tem=mandei:+0.05 tem=marido:+0.39
tem=mas:+0.20 tem=me:-0.36 tem=melhor:+0.10 tem=mes:-0.01 tem=mesmo:-0.09 tem=metade:+0.11 tem=meu:+0.32 tem=mim:-0.09
tem=minha:+0.61 tem=moca:+0.20 tem=moro:+0.08 tem=muito:-0.30 tem=na:+0.06 tem=nada:+0.07 tem=nao:-0.31 tem=natal:-0.03
tem=ne:-0.07 tem=ninguem:-0.01 tem=no:+0.26 tem=noite:-0.04 tem=nome:+0.24 tem=nossa:-0.11 tem=nota:-0.08 tem=novo:+0.02
tem=numero:-0.16 tem=o:+0.18 tem=obrigada:+0.06 tem=obrigado:-0.12 tem=oi:+0.09 tem=oie:-0.06 tem=ola:-0.07
tem=olha:+0.13 tem=onde:-0.15 tem=ontem:-0.19 tem=opa:-0.13 tem=os:-0.12 tem=ou:-0.12 tem=outra:+0.28 tem=outro:+0.02
tem=p:-0.04 tem=pagar:+0.20 tem=pago:-0.20 tem=paguei:+0.13 tem=para:-0.09 tem=parcela:+0.22 tem=passa:-0.07
tem=passado:-0.11 tem=pe:+0.04 tem=pecas:+0.12 tem=pedido:-0.06 tem=pele:+0.34 tem=pensar:-0.09 tem=perfume:-0.12
tem=pix:-0.09 tem=pode:-0.11 tem=por:-0.08 tem=porque:-0.07 tem=posso:+0.09 tem=pq:+0.02 tem=pra:-0.28 tem=prazo:-0.17
tem=precisa:-0.05 tem=preciso:-0.13 tem=preco:-0.10 tem=presente:+0.23 tem=preta:-0.01 tem=preto:+0.16
tem=procurando:+0.14 tem=produto:-0.04 tem=promocao:-0.09 tem=qto:-0.04 tem=quais:-0.14 tem=qual:-0.09 tem=quantas:+0.04
tem=quanto:-0.05 tem=quantos:+0.01 tem=que:-0.04 tem=quebrado:+0.12 tem=quem:-0.11 tem=querer:+0.04 tem=queria:-0.03
tem=quero:-0.55 tem=rastreio:+0.10 tem=reais:-0.13 tem=recebi:-0.21 tem=recebo:+0.33 tem=resolveu:+0.06
tem=responde:-0.24 tem=revendedora:+0.01 tem=revender:+0.07 tem=robo:+0.14 tem=rosa:+0.05 tem=sabado:+0.04
tem=saber:+0.54 tem=sai:+0.12 tem=sao:-0.06 tem=se:+0.11 tem=sei:+0.08 tem=sem:-0.06 tem=semana:+0.28 tem=ser:+0.17
tem=sera:+0.13 tem=serve:-0.13 tem=servir:+0.15 tem=serviu:+0.15 tem=sim:-0.16 tem=site:+0.32 tem=so:+0.04
tem=sobre:+0.04 tem=sou:+0.52 tem=sp:-0.09 tem=ta:-0.22 tem=talvez:-0.21 tem=tamanho:-0.20 tem=tanto:-0.07
tem=tarde:-0.10 tem=tava:-0.16 tem=te:-0.16 tem=tem:-0.09 tem=tempo:+0.06 tem=tenho:+0.16 tem=tenis:+0.07 tem=tipo:+0.09
tem=tira:+0.20 tem=to:+0.05 tem=trabalho:-0.06 tem=troca:+0.04 tem=trocar:-0.07 tem=tudo:+0.27 tem=um:+0.08
tem=uma:+0.77 tem=unidades:-0.22 tem=usa:-0.01 tem=usar:+0.05 tem=usei:+0.30 tem=vai:-0.03 tem=vale:-0.15
tem=valor:+0.07 tem=vc:-0.11 tem=vcs:-0.02 tem=veio:-0.08 tem=vem:-0.17 tem=ver:-0.08 tem=verdade:-0.23
tem=vermelho:-0.09 tem=veste:-0.05 tem=vestido:+0.28 tem=vezes:-0.13 tem=vi:+0.37 tem=video:-0.16 tem=vim:-0.06
tem=vista:+0.07 tem=visto:+0.17 tem=voce:-0.07 tem=voces:+0.10 tem=vou:-0.21 tem=zona:+0.05 tudo:-0.45 ultima=0:-0.24
ultima=010:+0.01 ultima=100:-0.08 ultima=3:-0.19 ultima=36:-0.04 ultima=38:-0.20 ultima=40:-0.22 ultima=44:+0.30
ultima=46:+0.03 ultima=90:+0.01 ultima=agora:+0.04 ultima=aguardo:-0.35 ultima=ai:-0.37 ultima=ainda:-0.16
ultima=ajuda:-0.22 ultima=alguem:+0.21 ultima=amei:+0.03 ultima=amiga:+0.17 ultima=anos:+0.19 ultima=anuncio:+0.36
ultima=aquele:+0.14 ultima=aqui:+0.09 ultima=atendente:-0.03 ultima=aviso:-0.11 ultima=azul:+0.08 ultima=bege:+0.10
ultima=bem:-0.20 ultima=bom:-0.13 ultima=branco:+0.03 ultima=cade:-0.03 ultima=cancelar:-0.01 ultima=caro:+0.04
ultima=cartao:-0.20 ultima=chamo:+0.03 ultima=chave:-0.13 ultima=chega:-0.04 ultima=chegou:-0.10 ultima=claro:-0.04
ultima=coisa:+0.51 ultima=com:+0.06 ultima=como:+0.21 ultima=comprar:+0.19 ultima=comprei:-0.04 ultima=compro:-0.11
ultima=conjunto:-0.07 ultima=cor:+0.13 ultima=creme:+0.01 ultima=custa:-0.27 ultima=de:+0.19 ultima=desconto:-0.07
ultima=dia:+0.17 ultima=dias:+0.24 ultima=dois:-0.14 ultima=dourado:-0.10 ultima=duvida:+0.07 ultima=e:-0.03
ultima=eai:-0.05 ultima=ele:-0.08 ultima=em:+0.13 ultima=entao:+0.12 ultima=entendi:+0.09 ultima=entrega:-0.16
ultima=entregam:+0.31 ultima=errado:-0.33 ultima=esse:-0.16 ultima=eu:+0.19 ultima=favor:-0.13 ultima=fica:+0.47
ultima=foto:+0.05 ultima=frete:-0.11 ultima=funciona:-0.24 ultima=g:-0.05 ultima=garantia:-0.16 ultima=gostei:-0.23
ultima=grande:+0.07 ultima=hmm:+0.02 ultima=hoje:-0.01 ultima=informacoes:-0.16 ultima=instagram:+0.06
ultima=interesse:+0.10 ultima=isso:-0.03 ultima=k:-0.05 ultima=kit:+0.12 ultima=kwai:+0.29 ultima=linda:-0.14
ultima=lindo:+0.24 ultima=loja:-0.15 ultima=m:-0.03 ultima=mae:+0.15 ultima=manda:-0.09 ultima=marido:+0.39
ultima=mas:-0.04 ultima=mesmo:-0.27 ultima=moca:+0.25 ultima=moro:+0.16 ultima=muito:+0.30 ultima=nada:-0.18
ultima=nao:+0.45 ultima=ne:-0.06 ultima=noite:+0.12 ultima=novo:+0.02 ultima=o:+0.23 ultima=obrigada:+0.18
ultima=obrigado:-0.12 ultima=oi:+0.33 ultima=oie:-0.06 ultima=ok:+0.11 ultima=ola:+0.01 ultima=olha:+0.19
ultima=ontem:-0.16 ultima=opa:+0.01 ultima=outro:-0.17 ultima=pagar:+0.01 ultima=pago:-0.24 ultima=paguei:+0.17
ultima=pecas:+0.12 ultima=pedido:+0.20 ultima=pensar:-0.09 ultima=perfume:+0.14 ultima=pode:+0.29 ultima=pra:+0.11
ultima=prazo:-0.22 ultima=precisa:-0.02 ultima=preco:-0.30 ultima=presente:+0.30 ultima=preto:-0.09 ultima=produto:-0.04
ultima=quanto:-0.13 ultima=que:+0.19 ultima=quebrado:+0.12 ultima=querer:+0.04 ultima=queria:+0.25 ultima=quero:-0.12
ultima=recebi:-0.21 ultima=resolveu:+0.06 ultima=responde:-0.22 ultima=rosa:+0.16 ultima=saber:+0.61 ultima=sai:+0.04
ultima=se:+0.18 ultima=sei:+0.09 ultima=ser:+0.24 ultima=servir:+0.18 ultima=sim:+0.26 ultima=ta:-0.31
ultima=tamanho:-0.05 ultima=tarde:+0.08 ultima=tem:-0.04 ultima=tempo:+0.17 ultima=tenho:+0.10 ultima=tipo:+0.08
ultima=trocar:+0.03 ultima=um:-0.31 ultima=unidades:-0.20 ultima=usa:+0.03 ultima=valor:+0.02 ultima=vc:-0.05
ultima=vcs:+0.15 ultima=vem:+0.11 ultima=ver:-0.08 ultima=vermelho:-0.04 ultima=vestido:+0.31 ultima=vi:+0.12
ultima=video:-0.04 ultima=voces:-0.14 ultimas=2_unidades:-0.15 ultimas=a_chave:-0.13 ultimas=aceita_troca:+0.04
ultimas=agora_nao:+0.12 ultimas=ah_sim:-0.07 ultimas=ainda_tem:+0.04 ultimas=amei:+0.03 ultimas=aquele:+0.14
ultimas=azul:-0.04 ultimas=boa_noite:+0.12 ultimas=boa_tarde:+0.04 ultimas=bom_dia:+0.19 ultimas=cade:-0.04
ultimas=chegou:+0.07 ultimas=claro:-0.04 ultimas=com_frete:+0.12 ultimas=como_funciona:-0.09 ultimas=como_pago:+0.03
ultimas=da_foto:-0.03 ultimas=de_novo:+0.02 ultimas=de_saber:+0.24 ultimas=de_voces:-0.19 ultimas=do_anuncio:-0.04
ultimas=do_conjunto:-0.07 ultimas=do_grande:+0.08 ultimas=do_video:+0.05 ultimas=e_nada:+0.02 ultimas=e_o:-0.14
ultimas=e_que:+0.06 ultimas=e_robo:+0.19 ultimas=e_se:+0.05 ultimas=e_vc:-0.32 ultimas=eai:-0.05 ultimas=entao:+0.12
ultimas=entendi:+0.10 ultimas=esse:-0.04 ultimas=eu_comprei:+0.01 ultimas=eu_queria:+0.14 ultimas=eu_tenho:+0.07
ultimas=eu_ver:-0.04 ultimas=gostei:+0.10 ultimas=hmm:+0.02 ultimas=isso:-0.04 ultimas=ja_comprei:-0.15 ultimas=k:+0.12
ultimas=mais_barato:-0.05 ultimas=manda_foto:-0.16 ultimas=mas:-0.04 ultimas=me_manda:+0.04 ultimas=meu_marido:+0.39
ultimas=meu_pedido:+0.11 ultimas=minha_mae:+0.15 ultimas=moca:+0.19 ultimas=na_entrega:-0.05 ultimas=nao:+0.27
ultimas=nao_chegou:-0.17 ultimas=nao_gostei:-0.26 ultimas=nao_precisa:-0.02 ultimas=nao_sei:+0.04
ultimas=nao_servir:+0.04 ultimas=no_cartao:-0.12 ultimas=no_pix:-0.07 ultimas=no_trabalho:-0.05 ultimas=o:+0.14
ultimas=o_anuncio:+0.20 ultimas=o_bege:-0.03 ultimas=o_comprovante:+0.01 ultimas=o_frete:+0.17 ultimas=o_link:+0.19
ultimas=o_m:-0.14 ultimas=o_outro:-0.09 ultimas=o_pedido:+0.02 ultimas=o_pix:+0.07 ultimas=o_prazo:-0.08
ultimas=o_preco:-0.12 ultimas=o_preto:-0.14 ultimas=o_rosa:-0.11 ultimas=o_tamanho:-0.14 ultimas=o_valor:+0.25
ultimas=o_vestido:+0.21 ultimas=obrigada:+0.21 ultimas=oi:+0.24 ultimas=oie:-0.06 ultimas=ok:+0.11 ultimas=ola:-0.04
ultimas=olha:+0.19 ultimas=opa:+0.01 ultimas=paguei:+0.11 ultimas=parcela:+0.40 ultimas=pelo_anuncio:+0.02
ultimas=pode_ser:+0.24 ultimas=por_favor:-0.13 ultimas=posso_usar:+0.07 ultimas=pra_mim:-0.06 ultimas=pra_presente:+0.13
ultimas=preco:-0.05 ultimas=preto:+0.25 ultimas=qual_valor:-0.15 ultimas=quanto:-0.19 ultimas=quanto_custa:+0.13
ultimas=quanto_e:-0.26 ultimas=quanto_fica:+0.34 ultimas=que_caro:-0.19 ultimas=que_lindo:+0.14 ultimas=queria:+0.11
ultimas=queria_saber:+0.26 ultimas=quero:+0.11 ultimas=quero_2:+0.11 ultimas=quero_cancelar:+0.14
ultimas=quero_comprar:+0.26 ultimas=quero_sim:+0.06 ultimas=quero_trocar:+0.06 ultimas=sim:+0.41 ultimas=ta_bom:+0.08
ultimas=ta_caro:+0.12 ultimas=tamanho:+0.05 ultimas=tamanho_m:+0.01 ultimas=te_aviso:-0.11 ultimas=tem:+0.07
ultimas=tem_desconto:+0.20 ultimas=tem_foto:+0.19 ultimas=tem_garantia:-0.12 ultimas=tenho_interesse:+0.10
ultimas=tipo:+0.08 ultimas=tudo_bem:+0.35 ultimas=tudo_bom:+0.09 ultimas=um_pedido:+0.06 ultimas=uma_coisa:+0.25
ultimas=uma_duvida:+0.28 ultimas=valor:+0.11 ultimas=vc_indica:-0.05 ultimas=veio_errado:-0.08 ultimas=vou_pensar:-0.09
ultimas=vou_querer:+0.04 ultimas=vou_ver:-0.14
"""

WEIGHTS = {name: float(weight) for name, _, weight in (entry.rpartition(":") for entry in _TABLE.split())}
